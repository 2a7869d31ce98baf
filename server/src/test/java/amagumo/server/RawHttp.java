package amagumo.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP as it stands on the wire: the JDK's client refuses to send the malformed requests that a server may get. */
public final class RawHttp {

    private RawHttp() {}

    /** Status, headers by their names in lower case, and body of an answer. */
    public record Answer(int status, Map<String, String> headers, String body) {

        /** A header; empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Asks for a path, which goes out as it is. */
    public static Answer send(URI server, String method, String path) throws IOException {
        return exchange(
                server,
                "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                        .formatted(method, path));
    }

    /** Sends a text and reads what comes back until the server closes. */
    public static Answer exchange(URI server, String text) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return read(socket);
        }
    }

    /** Reads an answer until the server closes. */
    public static Answer read(Socket socket) throws IOException {
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("there is no answer but '%s'".formatted(answer));
        }
        String[] head = answer.substring(0, end).split("\r\n");
        Map<String, String> headers = Arrays.stream(head)
                .skip(1)
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(
                        line -> line[0].toLowerCase(Locale.ROOT),
                        line -> line[1].strip(),
                        (one, other) -> one + ", " + other));
        return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, answer.substring(end + 4));
    }
}
