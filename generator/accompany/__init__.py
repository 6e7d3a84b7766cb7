"""What two ministries hand each other: the data dictionary, the comparison, the log. Data in, paper out; writes no file."""
