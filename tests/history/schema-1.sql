BEGIN TRANSACTION;
CREATE TABLE items (
	run TEXT NOT NULL, 
	domain TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (run, domain, kind, position), 
	FOREIGN KEY(run, domain) REFERENCES sites (run, domain) ON DELETE CASCADE
);
INSERT INTO "items" VALUES('20261101T030000Z','winkel.example','finding',0,'z','{"id":"z","rule":"cookie-before-consent","severity":"high","document":"winkel","subject":"_acme","sentence":{"en":"Kept 13 months.","nl":"E\u00e9n jaar en een maand bewaard."},"choices":[],"absence":false}');
INSERT INTO "items" VALUES('20261101T030000Z','winkel.example','finding',1,'a','{"id":"a","rule":"cookie-before-consent","severity":"high","document":null,"subject":"_acme","sentence":{"en":"Kept 13 months.","nl":"E\u00e9n jaar en een maand bewaard."},"choices":[],"absence":false}');
INSERT INTO "items" VALUES('20261101T030000Z','winkel.example','cookie',0,'_acme@winkel.example','{"key":"_acme@winkel.example","name":"_acme","domain":"winkel.example","service":null,"category":"analytics","choices":["none","accept"]}');
INSERT INTO "items" VALUES('20261101T030000Z','winkel.example','cookie',1,'b','{"key":"b","name":"_acme","domain":"winkel.example","service":null,"category":"analytics","choices":["none","accept"]}');
INSERT INTO "items" VALUES('20261101T030000Z','winkel.example','cookie',2,'a','{"key":"a","name":"_acme","domain":null,"service":null,"category":"analytics","choices":["none","accept"]}');
INSERT INTO "items" VALUES('20261101T030000Z','winkel.example','service',0,'acme','{"key":"acme","name":"_acme","domain":"winkel.example","service":"acme","category":"analytics","choices":["none","accept"]}');
CREATE TABLE meta (
	version INTEGER NOT NULL
);
INSERT INTO "meta" VALUES(1);
CREATE TABLE runs (
	id TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	finished TEXT, 
	digest TEXT NOT NULL, 
	complete BOOLEAN NOT NULL, 
	gone BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES('20261101T030000Z','2026-11-01T03:00:00.000000Z','finished','cc8f452d85acdbcfad8f9db1f4efb6192f3025f26c43468ea90e982ba233c13e',1,0);
CREATE TABLE sites (
	run TEXT NOT NULL, 
	domain TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	scanner_version TEXT NOT NULL, 
	measured BOOLEAN NOT NULL, 
	pages INTEGER NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (run, domain), 
	FOREIGN KEY(run) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "sites" VALUES('20261101T030000Z','winkel.example','2026-11-01T03:00:00.000000Z','0.1.0',1,5,'{"run":"20261101T030000Z","started_at":"2026-11-01T03:00:00Z","scanner_version":"0.1.0","rules":["a-rule","b-rule"],"domain":"winkel.example","measured":true,"choices":["none"],"made":["none"],"banner":true,"pages":5,"full":false}');
CREATE INDEX sites_of_a_domain ON sites (domain, started_at);
CREATE INDEX items_by_key ON items (domain, kind, "key", run);
COMMIT;
