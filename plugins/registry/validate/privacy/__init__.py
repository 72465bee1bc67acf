"""What a record should not publish: data of persons, found in the text of its file, before it is merged."""
