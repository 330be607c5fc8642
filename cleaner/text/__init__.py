"""What text is: words, sentences, normalization, lone surrogates, word lists."""
