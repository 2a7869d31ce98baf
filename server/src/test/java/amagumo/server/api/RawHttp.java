package amagumo.server.api;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP as it stands on the wire: the JDK's client refuses to send the malformed addresses that a server may get. */
final class RawHttp {

    private RawHttp() {}

    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static Answer send(URI server, String method, String path) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            String request = "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            out.write(request.formatted(method, path).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            String[] head = answer.substring(0, end).split("\r\n");
            Map<String, String> headers = Arrays.stream(head)
                    .skip(1)
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1].strip()));
            return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, answer.substring(end + 4));
        }
    }
}
