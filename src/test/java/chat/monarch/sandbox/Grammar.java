package chat.monarch.sandbox;

import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// The grammar of the contract (B.14).
final class Grammar {
  private final List<String> faults = new ArrayList<>();
  private final ValidationDriver driver;

  Grammar() {
    var properties = new PropertyMapBuilder();
    properties.put(ValidateProperty.ERROR_HANDLER, new Collecting());
    driver = new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
    var schema = Grammar.class.getResource("messenger.rnc");
    try {
      if (schema == null || !driver.loadSchema(new InputSource(schema.toString()))) {
        throw new IllegalStateException("The grammar is not valid: " + faults);
      }
    } catch (SAXException | IOException e) {
      throw new IllegalStateException("The grammar cannot be read.", e);
    }
  }

  /// What is wrong with that element; nothing if it is as the grammar says.
  List<String> faultsOf(String xml) {
    faults.clear();
    try {
      driver.validate(new InputSource(new StringReader(xml)));
    } catch (SAXException | IOException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return List.copyOf(faults);
  }

  private final class Collecting implements ErrorHandler {
    @Override
    public void warning(SAXParseException exception) {
      error(exception);
    }

    @Override
    public void error(SAXParseException exception) {
      faults.add(String.valueOf(exception.getMessage()));
    }

    @Override
    public void fatalError(SAXParseException exception) {
      error(exception);
    }
  }
}
