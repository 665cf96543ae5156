// The module Archives: see CONTRIBUTING.md, "Layers".
