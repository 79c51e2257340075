import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Calendar;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Signs an empty field of a PDF as an application built on Apache PDFBox and Bouncy Castle does, with PDFBox's own
 * visible signature.
 *
 * <p>Arguments: document, signed document, field, key store (PKCS#12), passphrase, time (seconds since 1970), picture,
 * and the kind of signature: ETSI.CAdES.detached or adbe.pkcs7.detached.
 */
public class PdfBoxSign {
    public static void main(String[] arguments) throws Exception {
        char[] passphrase = arguments[4].toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(arguments[3])) {
            store.load(in, passphrase);
        }
        String alias = store.aliases().nextElement();
        PrivateKey key = (PrivateKey) store.getKey(alias, passphrase);
        Certificate[] chain = store.getCertificateChain(alias);
        boolean cades = arguments[7].equals("ETSI.CAdES.detached");
        Calendar when = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        when.setTimeInMillis(Long.parseLong(arguments[5]) * 1000);
        try (PDDocument document = PDDocument.load(new File(arguments[0]));
                OutputStream out = new FileOutputStream(arguments[1])) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(cades ? PDSignature.SUBFILTER_ETSI_CADES_DETACHED
                : PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setName(((X509Certificate) chain[0]).getSubjectX500Principal().getName());
            signature.setReason("Approved");
            signature.setSignDate(when);
            PDSignatureField field =
                (PDSignatureField) document.getDocumentCatalog().getAcroForm().getField(arguments[2]);
            field.setValue(signature);
            SignatureOptions options = new SignatureOptions();
            options.setVisualSignature(appearance(document, arguments[6]));
            options.setPage(document.getPages().indexOf(field.getWidgets().get(0).getPage()));
            options.setPreferredSignatureSize(SignatureOptions.DEFAULT_SIGNATURE_SIZE * 2);
            document.addSignature(signature, content -> sign(content, key, chain, cades), options);
            document.saveIncremental(out);
            options.close();
        }
    }

    private static PDVisibleSigProperties appearance(PDDocument document, String picture) throws IOException {
        PDVisibleSignDesigner designer = new PDVisibleSignDesigner(document, new FileInputStream(picture), 1);
        designer.xAxis(0).yAxis(0).zoom(0).adjustForRotation();
        PDVisibleSigProperties properties = new PDVisibleSigProperties();
        properties.signerName("PDFBox").signatureReason("Approved").page(1).visualSignEnabled(true)
            .setPdVisibleSignature(designer);
        properties.buildSignature();
        return properties;
    }

    private static byte[] sign(InputStream content, PrivateKey key, Certificate[] chain, boolean cades)
            throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            JcaSignerInfoGeneratorBuilder signer =
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
            if (cades) {
                signer.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(chain[0])));
            }
            String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            generator.addSignerInfoGenerator(signer.build(
                new JcaContentSignerBuilder(algorithm).build(key), (X509Certificate) chain[0]));
            generator.addCertificates(new JcaCertStore(Arrays.asList(chain)));
            return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
        } catch (Exception error) {
            throw new IOException(error);
        }
    }

    private static AttributeTable attributes(Certificate certificate) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        ASN1EncodableVector vector = new ASN1EncodableVector();
        vector.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
        return new AttributeTable(vector);
    }
}
