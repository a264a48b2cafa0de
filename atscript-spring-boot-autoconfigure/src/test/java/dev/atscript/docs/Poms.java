package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Dependencies that a page shows are those of the sample, and ours have the version of this build. */
final class Poms {

    private static final Path SAMPLE = Page.REPOSITORY.resolve("sample-app/pom.xml");

    private Poms() {}

    static void check(Block block) {
        Document shown = parse("<dependencies>" + block.text() + "</dependencies>");
        Document sample = parse(Page.read(SAMPLE));
        Set<String> known = new HashSet<>();
        each(sample, dependency -> known.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId")));
        String version = text((Element) sample.getElementsByTagName("parent").item(0), "version");
        each(shown, dependency -> {
            String group = text(dependency, "groupId");
            assertThat(known).as(block.toString()).contains(group + ":" + text(dependency, "artifactId"));
            assertThat(text(dependency, "version"))
                    .as(block.toString())
                    .isEqualTo(group.equals("dev.atscript") ? version : "");
        });
    }

    private static void each(Document document, Consumer<Element> consumer) {
        NodeList elements = document.getElementsByTagName("dependency");
        for (int i = 0; i < elements.getLength(); i++) {
            consumer.accept((Element) elements.item(i));
        }
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (SAXException | IOException | ParserConfigurationException ex) {
            throw new AssertionError(ex);
        }
    }
}
