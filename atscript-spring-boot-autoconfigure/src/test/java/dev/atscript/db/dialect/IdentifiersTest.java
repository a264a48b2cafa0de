package dev.atscript.db.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private final Identifiers identifiers = new Identifiers(63, false, true, "kept_");

    @Test
    void keepsNamesThatFit() {
        assertThat(identifiers.fit("x".repeat(63))).isEqualTo("x".repeat(63));
    }

    @Test
    void cutsLongNamesAtACharacterAndKeepsThemApart() {
        String one = identifiers.fit("ü😀".repeat(20) + "a");
        String other = identifiers.fit("ü😀".repeat(20) + "b");
        assertThat(one).isNotEqualTo(other).startsWith("ü😀ü😀").doesNotContain("�");
        assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        assertThat(identifiers.fit("ü😀".repeat(20) + "a")).isEqualTo(one);
    }

    /** A database knows the name from the run that made it. */
    @Test
    void cutsANameAsEveryVersionDoes() {
        assertThat(identifiers.fit("atscript__plain__customer_addresses_of_the_last_ten_years__postal_code_and_city"))
                .isEqualTo("atscript__plain__customer_addresses_of_the_last_ten_ye_2f10620f");
    }

    @Test
    void keepsASuffixWhole() {
        assertThat(identifiers.fit("y".repeat(80), "__fkey")).hasSize(63).endsWith("__fkey");
    }
}
