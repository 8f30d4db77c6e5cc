package org.yardmaster.config;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Where a server's certificate and private key are. */
public sealed interface TlsFiles {
  /**
   * PEM files.
   *
   * @param certificate the server's certificate first, then those that vouch for it
   * @param key PKCS#8, not encrypted
   */
  record Pem(Path certificate, Path key) implements TlsFiles {
    public Pem {
      requireNonNull(certificate, "certificate is null");
      requireNonNull(key, "key is null");
    }
  }

  /**
   * A PKCS#12 file with one private key.
   *
   * @param passwordVariable environment variable with its password; empty where it has none
   */
  record Pkcs12(Path keystore, Optional<String> passwordVariable) implements TlsFiles {
    public Pkcs12 {
      requireNonNull(keystore, "keystore is null");
      requireNonNull(passwordVariable, "passwordVariable is null");
    }
  }

  /**
   * What a server shows its clients.
   *
   * @param environment finds a variable's value by name
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  default SSLContext context(Function<String, Optional<String>> environment) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      switch (this) {
        case Pem pem -> keys.init(Reader.pem(pem), new char[0]);
        case Pkcs12 file -> {
          char[] password = Reader.password(file, environment);
          keys.init(Reader.keystore(file.keystore(), password), password);
        }
      }
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException fault) {
      throw new IllegalArgumentException(
          "TLS files %s cannot be used: %s.%nExpected listen.tls with certificate and key (PEM, the key as PKCS#8 without a password) or keystore (PKCS#12)."
              .formatted(this, fault.getMessage()),
          fault);
    }
  }

  /** Reads the files. */
  final class Reader {
    private static final Pattern KEY =
        Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private Reader() {}

    private static KeyStore pem(Pem pem) throws GeneralSecurityException, IOException {
      byte[] bytes = Files.readAllBytes(pem.certificate());
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .toArray(Certificate[]::new);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key(pem.key()), new char[0], chain);
      return store;
    }

    private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
      Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (!found.find()) {
        throw new IOException("no BEGIN PRIVATE KEY in " + file);
      }
      PKCS8EncodedKeySpec spec =
          new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
      for (String algorithm : ALGORITHMS) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (InvalidKeySpecException other) {
          // The next one may fit.
        }
      }
      throw new InvalidKeySpecException("the key is none of " + ALGORITHMS);
    }

    private static char[] password(Pkcs12 file, Function<String, Optional<String>> environment) {
      return file.passwordVariable()
          .map(
              name ->
                  environment
                      .apply(name)
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "Environment variable (%s), the password of %s, is not set."
                                      .formatted(name, file.keystore()))))
          .orElse("")
          .toCharArray();
    }

    private static KeyStore keystore(Path file, char[] password)
        throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, password);
      }
      return store;
    }
  }
}
