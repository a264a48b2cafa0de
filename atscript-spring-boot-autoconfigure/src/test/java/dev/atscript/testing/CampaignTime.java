package dev.atscript.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Lifts the limit of {@code junit-platform.properties} in a campaign, where one test runs for hours. */
public final class CampaignTime implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if ("full".equals(System.getProperty("campaign"))) {
            System.setProperty("junit.jupiter.execution.timeout.default", "365 d");
        }
    }
}
