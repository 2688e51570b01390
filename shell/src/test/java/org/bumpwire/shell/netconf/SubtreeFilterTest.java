package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtreeFilterTest {
    private static final String DATA = """
            <top xmlns="urn:t"><users><user><name>fred</name><type>admin</type><full>Fred F</full></user>\
            <user><name>barney</name><type>user</type><full>Barney R</full></user></users>\
            <system mode="a"><x>1</x><y>2</y></system></top>""";

    /** The cases of RFC 6241, section 6.4, on data of our own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | ''
            <top/> | ALL
            <top xmlns="urn:t"/> | ALL
            <top xmlns="urn:other"/> | ''
            <other/> | ''
            <top><system/></top> | <top><system mode="a"><x>1</x><y>2</y></system></top>
            <top><system><y/></system></top> | <top><system mode="a"><y>2</y></system></top>
            <top><system><z/></system></top> | ''
            <top><system mode="a"/></top> | <top><system mode="a"><x>1</x><y>2</y></system></top>
            <top><system mode="b"/></top> | ''
            <top><system><x>1</x></system></top> | <top><system mode="a"><x>1</x><y>2</y></system></top>
            <top><system><x>1</x><y/></system></top> | <top><system mode="a"><x>1</x><y>2</y></system></top>
            <top><system><x>2</x><y/></system></top> | ''
            <top><users><user><type/></user></users></top> | <top><users><user><name>fred</name><type>admin</type></user><user><name>barney</name><type>user</type></user></users></top>
            <top><users><user><name>fred</name><full/></user></users></top> | <top><users><user><name>fred</name><full>Fred F</full></user></users></top>
            <top><users><user><name>fred</name><type/></user><user><name>barney</name><full/></user></users></top> | <top><users><user><name>fred</name><type>admin</type></user><user><name>barney</name><full>Barney R</full></user></users></top>
            <top><users><user><type>admin</type><name/></user></users></top> | <top><users><user><name>fred</name><type>admin</type></user></users></top>
            """)
    void choosesWhatTheExampleShows(String example, String chosen) throws Exception {
        XmlElement filter = XmlReader.read(("<filter>" + example + "</filter>").getBytes(UTF_8))
                .root();
        XmlElement data =
                XmlReader.read(("<data>" + DATA + "</data>").getBytes(UTF_8)).root();

        StringBuilder text = new StringBuilder();
        for (XmlElement one : new SubtreeFilter(filter).choose(data.children())) {
            new XmlWriter(text).message(one, Map.of());
        }

        String expected = chosen.equals("ALL") ? DATA : chosen.replaceFirst("<top", "<top xmlns=\"urn:t\"");
        assertThat(text.toString().replaceAll("<\\?xml.*\\?>\n", "")).isEqualTo(expected);
    }
}
