// The module Runs: see CONTRIBUTING.md, "Layers".
