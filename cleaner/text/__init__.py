"""What text is: words, sentences, punctuation, normalized forms, lone surrogates, word lists."""
