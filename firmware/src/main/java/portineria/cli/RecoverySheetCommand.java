package portineria.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portineria.admin.BackupDesk;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Request;
import portineria.backup.RecoveryWords;
import portineria.store.Refusal;

/** {@code portineria recovery-sheet}. */
@Command(
    name = "recovery-sheet",
    description = {
      "Prints the words without which no backup can be read, as a page to print out (HTML).",
      "Keep it away from the box: whoever has it and a backup reads all mail."
    })
final class RecoverySheetCommand implements BoxCommand {
  @Option(names = "--text", description = "The words alone.")
  private boolean text;

  @Override
  public int run(Box box, Request request, Console console) throws Refusal, IOException {
    RecoveryWords words = new BackupDesk(box).words();
    if (text) {
      console.say(words.text());
    } else {
      for (String line : page(words)) {
        console.say(line);
      }
    }
    return Cli.DONE;
  }

  private static List<String> page(RecoveryWords words) {
    StringBuilder list = new StringBuilder();
    for (String word : words.words()) {
      list.append(String.format(Locale.ROOT, "<li>%s</li>", word));
    }
    return ("""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Portineria: recovery sheet</title>
        <style>
        body { font: 12pt sans-serif; max-width: 18cm; margin: 1cm auto; }
        ol { columns: 4; font: bold 15pt monospace; line-height: 1.8; }
        pre { font-size: 10pt; }
        </style>
        </head>
        <body>
        <h1>Portineria: recovery sheet</h1>
        <p>Without these 24 words nobody can read the backups of this box, not even who made it.
        Print this page, and keep it where neither the box nor the backup disk is.</p>
        <p lang="it">Senza queste 24 parole nessuno può leggere i backup di questo apparecchio.
        Stampare questo foglio e conservarlo lontano dall'apparecchio e dal disco di backup.</p>
        <ol>"""
            + list
            + """
        </ol>
        <p>To bring all back to a new box: write the words into a file, in this order, and give</p>
        <pre>portineria restore --from DISK-OR-URL --key-file FILE</pre>
        <p>The backups are ordinary restic repositories (restic.net): their password is these words
        in small letters, in this order, with one blank between them.</p>
        </body>
        </html>
        """)
        .lines()
        .toList();
  }
}
