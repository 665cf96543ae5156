// The module Reports: see CONTRIBUTING.md, "Layers".
