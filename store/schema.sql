-- One record a row. Times are milliseconds since 1970 in UTC, 0 for never; tags is a JSON array.
create table if not exists record (
	id text not null unique,
	version integer not null,
	token text not null,
	wake integer not null,   -- as it was put
	due integer not null,    -- when it may next be claimed
	claims integer not null, -- since the last put
	tags text not null,
	body text not null,
	seq integer not null,    -- of the last journal entry
	head text not null       -- its hash
);
create index if not exists record_due on record (due, id) where due > 0;
-- Those under a lease or held: they alone are looked at when the file is opened.
create index if not exists record_leased on record (claims) where due > wake;

create table if not exists tag (
	tag text not null,
	id text not null,
	primary key (tag, id)
) without rowid;

-- The journal, in two halves so that the private one can be erased.
create table if not exists log (
	id text not null,
	seq integer not null,
	public text not null,
	private text not null,
	primary key (id, seq)
) without rowid;
