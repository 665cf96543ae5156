// The module ShimDriver: see CONTRIBUTING.md, "Layers".
