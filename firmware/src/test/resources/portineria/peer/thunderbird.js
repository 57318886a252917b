// What the tests ask of Thunderbird. This runs inside it, with its own services and its own window; each
// action is asked by its name and gives nothing, a text or a list of texts.
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");

const server = () => MailServices.accounts.allServers.find(one => one.type === "imap");

const child = (parent, name) => parent.hasSubFolders && parent.subFolders.find(one => one.name === name);

const folderOrNone = path => path.split("/").reduce((at, name) => at && child(at, name), server().rootFolder);

const folder = path => {
  const found = folderOrNone(path);
  if (!found) {
    throw new Error(`no ${path} among ${server().rootFolder.descendants.map(one => one.name)}`);
  }
  return found.QueryInterface(Ci.nsIMsgImapMailFolder);
};

const messages = path => [...folder(path).messages];

const message = (path, subject) => {
  const found = messages(path).find(one => one.mime2DecodedSubject === subject);
  if (!found) {
    throw new Error(`no "${subject}" in ${path}`);
  }
  return found;
};

// Thunderbird tells of some things only in its window, and of many not at all.
const until = async (what, test) => {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const seen = test();
    if (seen) {
      return seen;
    }
    await new Promise(go => setTimeout(go, 20));
  }
  throw new Error(`never came: ${what}`);
};

// Begins what tells a listener of its end, and waits for that.
const ended = begin =>
  new Promise((resolve, reject) => {
    const end = code => (code ? reject(new Error(`code 0x${code.toString(16)}`)) : resolve());
    begin({
      QueryInterface: ChromeUtils.generateQI(["nsIUrlListener", "nsIMsgCopyServiceListener"]),
      OnStartRunningUrl() {},
      OnStopRunningUrl: (url, code) => end(code),
      onStartCopy() {},
      onProgress() {},
      setMessageKey() {},
      getMessageId: () => null,
      onStopCopy: end,
    });
  });

// The three panes of the window.
const panes = () =>
  until("the window", () => {
    const pane = window.document.getElementById("tabmail")?.currentAbout3Pane;
    return pane?.document.readyState === "complete" && pane.folderTree && pane;
  });

const rows = view => [...Array(view?.rowCount ?? 0).keys()].map(row => view.getMsgHdrAt(row).mime2DecodedSubject);

const copy = async (path, subject, to, isMove) => {
  const messages = [message(path, subject)];
  await ended(listener => MailServices.copy.copyMessages(folder(path), messages, folder(to), isMove, listener, null, true));
};

const actions = {
  trust(authority) {
    const store = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
    store.addCertFromBase64(authority, "C,,");
  },

  async setUp(user, password, port, security) {
    const origin = "imap://localhost";
    const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
    login.init(origin, null, origin, user, password, "", "");
    await Services.logins.addLoginAsync(login);
    const made = MailServices.accounts.createIncomingServer(user, "localhost", "imap");
    made.port = Number(port);
    made.socketType = Ci.nsMsgSocketType[security];
    made.authMethod = Ci.nsMsgAuthMethod.passwordCleartext;
    const identity = MailServices.accounts.createIdentity();
    identity.email = `${user}@example.org`;
    const account = MailServices.accounts.createAccount();
    account.incomingServer = made;
    account.addIdentity(identity);
  },

  // Without waiting: while it is updating anyway, as when it has just started, it tells of no end.
  update(path) {
    folder(path).updateFolder(null);
  },

  async show(path, count) {
    const pane = await panes();
    const shown = folder(path);
    pane.displayFolder(shown.URI);
    const isShown = () => pane.gViewWrapper?.displayedFolder === shown && pane.gDBView?.rowCount === Number(count);
    await until(`${count} messages in ${path}`, isShown);
    return rows(pane.gDBView);
  },

  async read(subject) {
    const pane = await panes();
    const row = rows(pane.gDBView).indexOf(subject);
    const header = pane.gDBView.getMsgHdrAt(row);
    pane.threadTree.selectedIndex = row;
    const text = await until(`the text of ${subject}`, () => {
      const reader = pane.messageBrowser?.contentWindow?.getMessagePaneBrowser?.();
      const said = reader?.contentDocument?.body?.textContent;
      return said?.includes(subject) && said;
    });
    await until(`${subject} is read`, () => header.isRead);
    return text;
  },

  // As by the key Delete.
  async deleteShown() {
    const pane = await panes();
    const before = pane.gDBView.rowCount;
    pane.commandController.doCommand("cmd_delete");
    await until("one less", () => pane.gDBView.rowCount < before);
  },

  mark(path, subject, tag) {
    const marked = [message(path, subject)];
    folder(path).markMessagesFlagged(marked, true);
    folder(path).addKeywordsToMessages(marked, tag);
  },

  move: (path, subject, to) => copy(path, subject, to, true),

  copy: (path, subject, to) => copy(path, subject, to, false),

  // On the server, as "Run search on server" has it.
  async search(path, word) {
    const session = Cc["@mozilla.org/messenger/searchSession;1"].createInstance(Ci.nsIMsgSearchSession);
    const term = session.createTerm();
    const value = term.value;
    value.attrib = Ci.nsMsgSearchAttrib.Body;
    value.str = word;
    term.value = value;
    term.attrib = Ci.nsMsgSearchAttrib.Body;
    term.op = Ci.nsMsgSearchOp.Contains;
    session.appendTerm(term);
    session.addScopeTerm(Ci.nsMsgSearchScope.onlineMail, folder(path));
    const hits = [];
    await new Promise(resolve => {
      session.registerListener({
        QueryInterface: ChromeUtils.generateQI(["nsIMsgSearchNotify"]),
        onSearchHit: hit => hits.push(hit.mime2DecodedSubject),
        onSearchDone: resolve,
        onNewSearch() {},
      });
      session.search(null);
    });
    return hits;
  },

  async create(name) {
    server().rootFolder.createSubfolder(name, null);
    await until(name, () => folderOrNone(name)?.QueryInterface(Ci.nsIMsgImapMailFolder).verifiedAsOnlineFolder);
  },

  async draft(path, text) {
    const file = await IOUtils.createUniqueFile(PathUtils.tempDir, "draft.eml");
    await IOUtils.writeUTF8(file, text);
    const source = await IOUtils.getFile(file);
    await ended(listener => MailServices.copy.copyFileMessage(source, folder(path), null, true, 0, "", listener, null));
    await IOUtils.remove(file);
  },

  emptyTrash: path => ended(listener => folder(path).emptyTrash(listener)),

  // Asks the server for its mailboxes until that one is among them.
  async find(path) {
    server().performExpand(null);
    await until(path, () => folderOrNone(path));
  },

  // What its database says, once it knows so many messages.
  async known(path, count) {
    await until(`${count} messages known in ${path}`, () => messages(path).length === Number(count));
    return messages(path).map(
      one =>
        one.mime2DecodedSubject +
        (one.isRead ? " read" : "") +
        (one.isFlagged ? " starred" : "") +
        one.getStringProperty("keywords").replace(/^(?=.)/, " "),
    );
  },
};

const [name, words, done] = arguments;
Promise.resolve()
  .then(() => actions[name](...words))
  .then(
    result => done("done " + encodeURIComponent([result ?? []].flat().join("\n"))),
    error => done("failed " + encodeURIComponent(`${error} ${error.stack}`)),
  );
