"""The request half -> a zip for AWS Lambda: our modules, the packages that they import, and the contact bundle."""
