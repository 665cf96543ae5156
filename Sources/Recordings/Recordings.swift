// The module Recordings: see CONTRIBUTING.md, "Layers".
