"""The lambdas: as functions, under Amazon's own runtime, and deployed into a stand-in for AWS."""
