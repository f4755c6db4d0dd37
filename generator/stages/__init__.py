"""The stages of a build, one a module, each with what it keeps for the next build. `generator.build` knows their order."""
