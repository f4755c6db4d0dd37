BEGIN TRANSACTION;
CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        reference TEXT NOT NULL UNIQUE,
        token TEXT NOT NULL UNIQUE,
        key TEXT NOT NULL
    );
INSERT INTO "cases" VALUES(1,'285-99H9-74K','5aaec600ea10b3e4ace7d684527b576d86fd79dddb1c02b00eeb44a6aaf4b294','XvvNe9B1023mj8r5zAPLyw');
CREATE TABLE events (
        reference TEXT NOT NULL REFERENCES cases (reference),
        number INTEGER NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (reference, number)
    );
INSERT INTO "events" VALUES('285-99H9-74K',1,'2026-11-21T15:00:00.000000+00:00','received','{"acknowledged_by":"email","channel":"form","commit":"0123abc","consent_digest":"d0fd8678e1fa6ba65531a573d3dabb976c35af3cbe0fae18d7892bbfd514cd6b","estimate":{"basis":"channel","calendar":"office","due":"2026-11-24T22:00:00Z","duration":{"amount":1,"unit":"business days"}},"kind":"request","language":"en","page":"","page_language":"en","personal_digest":"7b5b1611a192a8e0003f42758a4cb4795e39c6ca60846602959c6693929ea0f0","suspected":false,"topic":"fees"}','','104b7f94005a33b18bdeb1abeea60f7f43b12742f5e288ac0bb78780c639da32');
CREATE TABLE outbox (
        reference TEXT NOT NULL REFERENCES cases (reference),
        kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'sent', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0,
        due TEXT NOT NULL,
        lease TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (reference, kind)
    );
INSERT INTO "outbox" VALUES('285-99H9-74K','acknowledgement','waiting',0,'2026-11-21T15:00:00.000000+00:00','','');
CREATE TABLE personal (
        reference TEXT PRIMARY KEY REFERENCES cases (reference),
        salt TEXT NOT NULL,
        fields TEXT NOT NULL
    );
INSERT INTO "personal" VALUES('285-99H9-74K','98e842a1cf6cea794949c299d39aa69d','{"email":"ana@example.net","message":"Old","name":"","number":"","phone":""}');
CREATE TABLE votes (
        day TEXT NOT NULL,
        page TEXT NOT NULL,
        language TEXT NOT NULL,
        helpful INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, page, language, helpful)
    ) WITHOUT ROWID
    ;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_are_final BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events never change'); END;
CREATE INDEX outbox_waiting ON outbox (due) WHERE state = 'waiting';
COMMIT;
PRAGMA user_version = 2;
