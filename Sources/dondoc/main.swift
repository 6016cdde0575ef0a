import DondocCLI

DondocCLI.run()
