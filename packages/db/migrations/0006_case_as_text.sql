-- The folded case is read whole and hardly ever looked into. As jsonb every intake paid for taking it apart, a tenth of
-- its statement; as json it is checked and kept as it came.
alter table simpul.report alter column body type json using body::json;
