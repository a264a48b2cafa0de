package dev.atscript.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The application of {@link AheadOfTimeTest}: what is generated for one is found by the name of its class. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class AheadOfTimeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AheadOfTimeApplication.class, arguments);
    }
}
