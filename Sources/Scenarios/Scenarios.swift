// The module Scenarios: see CONTRIBUTING.md, "Layers".
