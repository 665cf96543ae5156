// The module Drivers: see CONTRIBUTING.md, "Layers".
