// A mail server by the makers of nodemailer, for the tests: it takes everything and prints it, a line of
// JSON each, except where the name before the @ says what goes wrong:
//
//   later@   asks to wait, the first time (450)        gone@    knows nobody of that name (550)
//   full@    asks to wait, always (452)                spam@    refuses the text (554)
//   slow@    answers never                             mute@    takes the text, and never says so, the first time
//
// The first argument is JSON: secure (TLS from the first byte), starttls, user and pass, key and cert in PEM.
import { SMTPServer } from "smtp-server";

const o = JSON.parse(process.argv[2] ?? "{}");
const seen = new Map();
const nth = (name) => { seen.set(name, (seen.get(name) ?? 0) + 1); return seen.get(name); };
const name = (address) => address.split("@")[0];
const wrong = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  secure: o.secure, key: o.key, cert: o.cert, disableReverseLookup: true, logger: false,
  disabledCommands: [...(o.starttls ? [] : ["STARTTLS"]), ...(o.user ? [] : ["AUTH"])],
  authMethods: ["PLAIN", "LOGIN"], closeTimeout: 100,
  onAuth: (auth, _, done) =>
    auth.username === o.user && auth.password === o.pass ? done(null, { user: auth.username }) : done(wrong(535, "5.7.8 no such user or password")),
  onRcptTo({ address }, _, done) {
    switch (name(address)) {
      case "later": return done(nth(address) === 1 ? wrong(450, "4.2.0 greylisted, come again") : null);
      case "full": return done(wrong(452, "4.2.2 mailbox full"));
      case "gone": return done(wrong(550, "5.1.1 nobody here"));
      case "slow": return undefined;
      default: return done();
    }
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      const first = name(rcptTo[0].address);
      if (first === "spam") return done(wrong(554, "5.7.1 we do not like this"));
      console.log(JSON.stringify({
        from: mailFrom.address, to: rcptTo.map((r) => r.address), user: session.user ?? "", secure: session.secure,
        helo: session.hostNameAppearsAs, raw: Buffer.concat(parts).toString("base64"),
      }));
      if (first === "mute" && nth(first) === 1) return undefined;
      return done();
    });
  },
});
server.on("error", () => {}); // a client that goes away in the middle is what some tests are about
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.server.address().port })));
process.stdin.on("end", () => process.exit()).resume(); // with whoever started it
