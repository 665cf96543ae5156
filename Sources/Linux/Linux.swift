// The module Linux: see CONTRIBUTING.md, "Layers".
