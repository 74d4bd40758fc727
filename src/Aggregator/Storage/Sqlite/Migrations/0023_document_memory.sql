ALTER TABLE feeds ADD COLUMN document_memory BLOB; -- hashes of the bytes of the last document's entries, and of their keys; NULL when they cannot be told apart
