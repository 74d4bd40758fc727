// What pages do more with scripts. Nothing on them needs this file.
