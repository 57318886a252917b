package portineria.net.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate while it is written, in the profile of RFC 5280; ECDSA on P-256 throughout. */
final class CertificateDraft {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509v3CertificateBuilder builder;

  private CertificateDraft(
      X500Name issuer, PublicKey issuerKey, X500Name subject, PublicKey key, Validity validity) {
    // RFC 5280 §4.1.2.2: positive and at most 20 octets; random, so that no two are alike.
    BigInteger serial = new BigInteger(127, RANDOM).setBit(126);
    builder =
        new JcaX509v3CertificateBuilder(
            issuer, serial, Date.from(validity.from()), Date.from(validity.to()), subject, key);
    try {
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      add(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
      add(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuerKey));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A root that signs certificates of servers, of nobody else, and only within {@code scope}. */
  static X509Certificate authority(KeyPair key, Scope scope, Validity validity) {
    PublicKey known = key.getPublic();
    // Two boxes in one office must not look alike in a computer's list.
    String mark = HexFormat.of().formatHex(known.getEncoded(), 27, 31);
    X500Name name = new X500Name("O=Portineria,CN=Portineria " + mark);
    return new CertificateDraft(name, known, name, known, validity)
        .add(Extension.basicConstraints, true, new BasicConstraints(0))
        .add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .add(Extension.extendedKeyUsage, false, servers())
        .add(Extension.nameConstraints, true, scope.constraints())
        .signedBy(key.getPrivate());
  }

  /** A server's certificate under {@code authority}; {@code names} are within its scope. */
  static X509Certificate server(
      X509Certificate authority,
      PrivateKey signer,
      PublicKey key,
      ServerNames names,
      Validity validity) {
    X500Name issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
    String first = names.hosts().iterator().next();
    return new CertificateDraft(
            issuer, authority.getPublicKey(), new X500Name("CN=" + first), key, validity)
        .add(Extension.basicConstraints, true, new BasicConstraints(false))
        .add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .add(Extension.extendedKeyUsage, false, servers())
        .add(Extension.subjectAlternativeName, false, alternatives(names))
        .signedBy(signer);
  }

  private static ExtendedKeyUsage servers() {
    return new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
  }

  private static GeneralNames alternatives(ServerNames names) {
    List<GeneralName> all = new ArrayList<>();
    names.hosts().forEach(host -> all.add(new GeneralName(GeneralName.dNSName, host)));
    names.addresses().forEach(a -> all.add(new GeneralName(GeneralName.iPAddress, a)));
    return new GeneralNames(all.toArray(GeneralName[]::new));
  }

  private CertificateDraft add(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
    try {
      builder.addExtension(type, critical, value);
      return this;
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private X509Certificate signedBy(PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
