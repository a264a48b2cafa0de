package dev.atscript.docs.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that is tested. */
@SpringBootApplication
class Shop {

    static final String LOCATIONS = "atscript.db.locations=" + ModelTest.MODEL;
}
