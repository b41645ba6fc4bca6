-- What past dispositions teach.
select 1;
