import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * <p>Arguments: flavours, comma-separated (3a, ua1 ...), then files. Standard output has one line for each broken
 * rule: flavour, file, rule, message, separated by tabs; a last line "done" tells that nothing was left out.
 */
public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        List<String> files = List.of(arguments).subList(1, arguments.length);
        for (String flavour : arguments[0].split(",")) {
            ValidationProfile profile = profile(flavour);
            for (String file : files) {
                validate(file, flavour, profile);
            }
        }
        System.out.println("done");
    }

    private static ValidationProfile profile(String flavour) throws Exception {
        String name = flavour.equals("ua2") ? "PDFUA-2-ISO32005"
            : flavour.equals("ua1") ? "PDFUA-1" : "PDFA-" + flavour.toUpperCase();
        return Profiles.profileFromXml(
            Foundries.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml"));
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
