// The module Matrices: see CONTRIBUTING.md, "Layers".
