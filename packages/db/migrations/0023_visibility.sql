-- Where the head, the inspectorate or the office that runs the node is accused, the institution is accused as a whole, and
-- `accused_unit` is null: policies and walls need to know no more. Who runs a node is withheld from all its tenants.
alter table simpul.report add column accused_office text;
comment on column simpul.report.accused_office is 'head, inspectorate or operator of the accused institution';

-- Erasing removes the row: what named it keeps the hash, nobody fetches it again, and the chain verifies.
grant delete on simpul.content to simpul_app, simpul_worker;
