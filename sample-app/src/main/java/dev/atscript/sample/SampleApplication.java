package dev.atscript.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the sample. */
@SpringBootApplication
public class SampleApplication {

    /** Runs the application until it is stopped. */
    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }
}
