// The module Trials: see CONTRIBUTING.md, "Layers".
