-- Databricks notebook source
CREATE OR REPLACE TABLE IDENTIFIER(:environment || '.reporting.events_by_day') AS
SELECT to_date(occurred_at) AS day, kind, count(*) AS events
FROM IDENTIFIER(:environment || '.ingestion.events')
GROUP BY ALL
