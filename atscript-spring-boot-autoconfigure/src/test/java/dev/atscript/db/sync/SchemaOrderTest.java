package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaOrderTest {

    @ParameterizedTest
    @CsvSource({
        "1,2,true",
        "2.9,2.10,true",
        "2.10,2.9,false",
        "2,2.0.1,true",
        "20261126.9,20261126.10,true",
        "99999999999999999999,100000000000000000000,true",
    })
    void comparesVersionsNumberByNumber(String one, String other, boolean older) {
        assertThat(new SchemaOrder(one, null).isOlderThan(new SchemaOrder(other, null)))
                .contains(older);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2.0,2", "1,"})
    void doesNotKnowOfEqualOrMissingVersions(String one, String other) {
        assertThat(new SchemaOrder(one, null).isOlderThan(new SchemaOrder(other, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2.10,true", "'',false", "1.,false", "v1,false", "1.0-rc,false"})
    void knowsAVersion(String text, boolean version) {
        assertThat(SchemaOrder.isVersion(text)).isEqualTo(version);
    }
}
