// The module Judgement: see CONTRIBUTING.md, "Layers".
