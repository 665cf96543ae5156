// The module ShimAPI: see CONTRIBUTING.md, "Layers".
