"""Turn-taking, measured: who is cut off, who is not let in, how soon is an answer there and how soon is it silent."""
