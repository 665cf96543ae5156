// The module Statistics: see CONTRIBUTING.md, "Layers".
