"""Changes the staff's files by splicing text: what is not meant stays byte for byte."""
