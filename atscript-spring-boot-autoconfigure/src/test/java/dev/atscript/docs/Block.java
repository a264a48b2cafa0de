package dev.atscript.docs;

import java.util.List;
import java.util.Optional;

/**
 * A fenced code block of a page.
 *
 * @param place page and line of its first fence
 * @param language the first word behind the fence; empty for none
 * @param words the other words behind the fence, which say what to do with it
 * @param text its lines, each with its line break
 */
public record Block(String place, String language, List<String> words, String text) {
    public Block {
        words = List.copyOf(words);
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** The word that ends so. */
    Optional<String> wordEndingWith(String end) {
        return words.stream().filter(word -> word.endsWith(end)).findFirst();
    }

    @Override
    public String toString() {
        return place + " " + language + " " + String.join(" ", words);
    }
}
