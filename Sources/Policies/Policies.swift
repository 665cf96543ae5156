// The module Policies: see CONTRIBUTING.md, "Layers".
