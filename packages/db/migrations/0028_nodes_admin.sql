-- What the national desk keeps of nodes.
select 1;
