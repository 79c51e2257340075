import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates PDFs by veraPDF, many in one process: a Java machine takes longer to start than most files to check.
 *
 * <p>Each line of standard input asks for one round: flavours, comma-separated (3a, ua1 ...), then files, separated by
 * tabs. Standard output has one line for each broken rule: flavour, file, rule, message, separated by tabs; a line
 * "done" ends the round and tells that nothing was left out. It ends with its input.
 */
public class VeraPdf {
    private static final Map<String, ValidationProfile> PROFILES = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            List<String> words = List.of(line.split("\t"));
            for (String flavour : words.get(0).split(",")) {
                for (String file : words.subList(1, words.size())) {
                    validate(file, flavour, profile(flavour));
                }
            }
            System.out.println("done");
        }
    }

    private static ValidationProfile profile(String flavour) throws Exception {
        if (PROFILES.containsKey(flavour)) {
            return PROFILES.get(flavour);
        }
        String name = flavour.equals("ua2") ? "PDFUA-2-ISO32005"
            : flavour.equals("ua1") ? "PDFUA-1" : "PDFA-" + flavour.toUpperCase();
        PROFILES.put(flavour, Profiles.profileFromXml(
            Foundries.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")));
        return PROFILES.get(flavour);
    }

    private static void validate(String file, String flavour, ValidationProfile profile) {
        try (PDFAParser document = Foundries.defaultInstance().createParser(
                 Files.newInputStream(Path.of(file)), PDFAFlavour.fromString(flavour));
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(document);
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                    report(flavour, file, rule, found.getMessage() + " @ " + found.getLocation().getContext());
                }
            }
            if (!result.isCompliant() && result.getTestAssertions().isEmpty()) {
                report(flavour, file, "-", "not compliant, without a rule being named");
            }
        } catch (Exception unreadable) {
            report(flavour, file, "-", "cannot be validated: " + unreadable);
        }
    }

    private static void report(String flavour, String file, String rule, String message) {
        System.out.println(String.join("\t", flavour, file, rule, message.replaceAll("\\s+", " ")));
    }
}
