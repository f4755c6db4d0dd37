"""Whatever happened before, a build writes what a clean build writes, byte for byte."""
